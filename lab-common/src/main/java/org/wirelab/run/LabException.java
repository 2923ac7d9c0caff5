package org.wirelab.run;

/// Why a command cannot go on, as one line for its user: what happened, where, and the next step.
public final class LabException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /// @param message one line, complete in itself
    public LabException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// @param message one line, complete in itself
    /// @param cause what brought it about, for `-v`
    public LabException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /// What the process is to exit with.
    public ExitCode exitCode() {
        return exitCode;
    }

    /// The line for the user.
    public String line() {
        return String.valueOf(getMessage());
    }
}
