package dev.cellwatch.monitor.measure;

import java.util.function.Consumer;

/** The sorts of cells that are made up. What holds one up is not said here: that follows from its random proportions. */
@SuppressWarnings("ImmutableEnumChecker") // method references
enum Scenario {
    PLAIN(GpuScenarios::plain),
    SPINNING(GpuScenarios::spinning),
    AT_THE_POWER_LIMIT(GpuScenarios::atThePowerLimit),
    LOW_POWER_LIMIT(GpuScenarios::lowPowerLimit),
    HOT(GpuScenarios::hot),
    TOO_HOT_FOR_THE_HARDWARE(GpuScenarios::tooHotForTheHardware),
    POWER_BRAKE(GpuScenarios::powerBrake),
    SLOWED_DOWN_AND_STARVED(GpuScenarios::slowedDownAndStarved),
    CHECKPOINTING(GpuScenarios::checkpointing),
    BURSTS(GpuScenarios::bursts),
    PAGEABLE(GpuScenarios::pageable),
    NARROW_LINK(GpuScenarios::narrowLink),
    FETCHING_RESULTS(GpuScenarios::fetchingResults),
    LOCAL_DISK(InputScenarios::localDisk),
    NETWORK(InputScenarios::network),
    CACHED(InputScenarios::cached),
    COLD_THEN_CACHED(InputScenarios::coldThenCached),
    ONE_AFTER_THE_OTHER(InputScenarios::oneAfterTheOther),
    READING_FILES(InputScenarios::readingFiles),
    DISK_AND_PROCESSOR(InputScenarios::diskAndProcessor),
    AUGMENTATION(HostScenarios::augmentation),
    ONE_LOADER(HostScenarios::oneLoader),
    INLINE_PREPROCESSING(HostScenarios::inlinePreprocessing),
    LAUNCH_BOUND(HostScenarios::launchBound),
    WITHOUT_GPU(HostScenarios::withoutGpu),
    ONE_THREAD(HostScenarios::oneThread),
    OPTIMIZER_ON_THE_HOST(HostScenarios::optimizerOnTheHost),
    CROWDED(HostScenarios::crowded),
    CROWDED_BESIDE_THE_GPU(HostScenarios::crowdedBesideTheGpu),
    TIGHT_HEAP(HostScenarios::tightHeap),
    TIGHT_HEAP_WITHOUT_GPU(HostScenarios::tightHeapWithoutGpu),
    COLLECTS_ITSELF(HostScenarios::collectsItself),
    HIDDEN_COLLECTIONS(HostScenarios::hiddenCollections),
    SLEEPING(MixedScenarios::sleeping),
    REMOTE_SERVICE(MixedScenarios::remoteService),
    MOSTLY_WAITING(MixedScenarios::mostlyWaiting),
    PREPARING_THEN_TRAINING(MixedScenarios::preparingThenTraining),
    ONE_TROUBLE_AFTER_THE_OTHER(MixedScenarios::oneTroubleAfterTheOther),
    BALANCED(MixedScenarios::balanced),
    ANYTHING(MixedScenarios::anything);

    private final Consumer<CellDraft> draw;

    Scenario(Consumer<CellDraft> draw) {
        this.draw = draw;
    }

    SimulatedWorkload workload(Dice dice) {
        CellDraft cell = new CellDraft(dice);
        draw.accept(cell);
        if (dice.chance(0.3)) {
            cell.startUp();
        }
        return cell.workload();
    }
}
