"""Run commands one after the other, each in a process of its own, under the limits that this process was started with.

`python -m tests.trust.commands` reads a list of argument lists from standard input and prints what each did.
"""

import json
import os
import sys

from app.cli import main


def run(arguments: list[str], reading: int, writing: int) -> int:
    """Run a command with what it says in a pipe, whose disk is never full."""
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        sys.argv = ["verbatim", *arguments]
        code: object = 99
        try:
            main()
        except SystemExit as end:
            code = end.code
        except BaseException as error:
            os.write(2, f"Traceback: {error!r}".encode())
        sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 1)
    os.close(writing)
    return child


def told(arguments: list[str]) -> dict[str, object]:
    reading, writing = os.pipe()
    child = run(arguments, reading, writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    return {"code": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "said": said}


if __name__ == "__main__":
    sys.stdout.write(json.dumps([told(arguments) for arguments in json.load(sys.stdin)]))
