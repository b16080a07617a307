package dev.cellwatch.monitor.measure;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers of the sorts that the simulator needs. The same seed gives the same numbers. For one thread. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Each power of ten in the range is as likely as any other: for sizes and times. */
    double magnitude(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    int whole(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double bell(double deviation) {
        return deviation * random.nextGaussian();
    }

    /** The time that something late by chance is late. */
    double waiting(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    long seed() {
        return random.nextLong();
    }
}
