// What can keep the local cloud from starting, in words for the person at the terminal.

/** A reason not to start that is no bug of ours: its message is all that is printed. */
export class StartError extends Error {
  override name = "StartError";
}

/** A flag that does not exist, or a value it does not take. */
export class UsageError extends StartError {
  override name = "UsageError";
}

/** The program's `build` script failed; what it printed stands above. */
export class BuildError extends StartError {
  override name = "BuildError";
}

/** The program threw, or one of its resources was refused; the diagnostics stand above. */
export class ProgramError extends StartError {
  override name = "ProgramError";
}
