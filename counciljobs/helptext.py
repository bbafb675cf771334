"""Help texts: what a verb does, then examples that can be typed as they stand."""

GLOBALS_HINT = "--db, --now, --config, --json and --quiet may stand here too: see counciljobs --help."


def help_of(text: str, *examples: str) -> str:
    """Return the help of a verb: its sentences, then its examples, one a line.

    The escape marks the paragraph as laid out: the help printer does not fill its lines.
    """
    lines = "\n".join(f"  {example}" for example in examples)
    return f"{text}\n\n\b\nExamples:\n{lines}\n\n{GLOBALS_HINT}"
