package dev.cellwatch.monitor.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What went on in a simulated cell, so that probes can look at any stretch of it. Before it began nothing went on. */
final class CellTimeline implements CellRecorder {

    private static final double BIN = 0.02;
    private static final int CHANNELS = Channel.values().length;

    private final double[][] bins = new double[CHANNELS][1024];
    private int used;
    private final List<Pause> pauses = new ArrayList<>();
    private final List<Board> boards = new ArrayList<>();

    @Override
    public boolean listens() {
        return true;
    }

    @Override
    public void during(double from, double to, double[] rates) {
        int last = (int) (to / BIN);
        grow(last + 1);
        for (int bin = (int) (from / BIN); bin <= last; bin++) {
            double seconds = Math.min(to, (bin + 1) * BIN) - Math.max(from, bin * BIN);
            for (int channel = 0; channel < CHANNELS; channel++) {
                bins[channel][bin] += rates[channel] * seconds;
            }
        }
    }

    @Override
    public void written(double at, double bytes) {
        int bin = (int) (at / BIN);
        grow(bin + 1);
        bins[Channel.STORAGE_WRITTEN.place()][bin] += bytes;
    }

    @Override
    public void paused(double from, double to) {
        pauses.add(new Pause(from, to));
    }

    @Override
    public void board(GpuBoard board, double heapUsed) {
        double joules = board.watts() * GpuBoard.TICK
                + (boards.isEmpty() ? 0 : lastBoard().joules());
        boards.add(new Board(board.watts(), joules, board.celsius(), board.clock(), board.reasons(), heapUsed));
    }

    private void grow(int needed) {
        used = Math.max(used, needed);
        if (bins[0].length < needed) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                bins[channel] = Arrays.copyOf(bins[channel], needed * 2);
            }
        }
    }

    /** Turns amounts into running sums; to be called once, after the run. */
    CellTimeline summed() {
        for (double[] channel : bins) {
            Arrays.parallelPrefix(channel, 0, used, Double::sum);
        }
        return this;
    }

    /** The amount from the cell's start to this time. */
    double total(Channel channel, double seconds) {
        double[] sums = bins[channel.place()];
        double place = Math.min(Math.max(0, seconds / BIN), used);
        int bin = (int) place;
        double before = bin == 0 ? 0 : sums[bin - 1];
        return bin >= used ? before : before + (place - bin) * (sums[bin] - before);
    }

    /** Per second, on average. */
    double mean(Channel channel, double from, double to) {
        return to > from ? (total(channel, to) - total(channel, from)) / (to - from) : 0;
    }

    /** Pauses of the collector, in their order. */
    List<Pause> pauses() {
        return pauses;
    }

    /** Power, heat and clocks as they were settled at the last tenth of a second. */
    Board board(double seconds) {
        return boards.get(Math.min(boards.size() - 1, Math.max(0, (int) (seconds / GpuBoard.TICK) - 1)));
    }

    private Board lastBoard() {
        return boards.get(boards.size() - 1);
    }

    /** A pause in seconds from the cell's start. */
    record Pause(double from, double to) {}

    /** A tenth of a second of the board, and what it used since the cell's start. */
    record Board(double watts, double joules, double celsius, double clock, int reasons, double heapUsed) {}
}
