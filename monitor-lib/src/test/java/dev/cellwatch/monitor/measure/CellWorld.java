package dev.cellwatch.monitor.measure;

/** What goes on from one phase of a cell to the next: time, heap, heat, and what is still to be written to the disk. */
final class CellWorld {

    private final SimulatedMachine machine;
    private final Speeds speeds;
    private final CellRecorder recorder;
    private final SimulatedHeap heap;
    private final GpuBoard board;
    private final WritebackThread writeback = new WritebackThread();
    private double time;
    private double nextTick = GpuBoard.TICK;
    private double kernelSeconds;
    private double unlucky;

    CellWorld(SimulatedMachine machine, Speeds speeds, CellRecorder recorder) {
        this.machine = machine;
        this.speeds = speeds;
        this.recorder = recorder;
        this.heap = new SimulatedHeap(machine, speeds, recorder);
        this.board = new GpuBoard(machine, speeds);
    }

    SimulatedMachine machine() {
        return machine;
    }

    Speeds speeds() {
        return speeds;
    }

    CellRecorder recorder() {
        return recorder;
    }

    SimulatedHeap heap() {
        return heap;
    }

    GpuBoard board() {
        return board;
    }

    WritebackThread writeback() {
        return writeback;
    }

    /** Seconds since the cell began. */
    double time() {
        return time;
    }

    double untilTick() {
        return nextTick - time;
    }

    /**
     * @param busy share of this time in which kernels ran
     * @param phase what runs
     */
    void advance(double seconds, double busy, SimulatedPhase phase) {
        time += seconds;
        kernelSeconds += busy * seconds;
        if (nextTick - time < 1e-9) {
            unlucky = phase.varied(SimulatedPhase.Cost.KERNELS, (int) (time * 10));
            double intensity = phase.intensity * Math.pow(unlucky, 0.2);
            board.tick(Math.min(1, kernelSeconds / GpuBoard.TICK), intensity, time);
            recorder.board(board, heap.used());
            kernelSeconds = 0;
            nextTick += GpuBoard.TICK;
        }
    }
}
