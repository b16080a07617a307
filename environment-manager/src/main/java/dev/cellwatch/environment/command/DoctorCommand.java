package dev.cellwatch.environment.command;

import dev.cellwatch.environment.doctor.Diagnosis;
import dev.cellwatch.environment.doctor.Doctor;
import dev.cellwatch.environment.jupyter.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Check what is needed and what is wise before a training; each line says what to do.")
final class DoctorCommand extends LauncherCommand {

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    DoctorCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        Diagnosis diagnosis = new Doctor(machine).examine();
        machine.console().say(json ? diagnosis.json() : diagnosis.text());
        return diagnosis.exitCode();
    }
}
