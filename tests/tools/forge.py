"""Commands that can be stopped at any moment: forked from one process that has all imported.

Run as a program, it reads commands from its input, a line of JSON each, and forks itself for each;
a test starts it through `Forge`, and may do to the fork what it likes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Ended:
    """How a command ended: its code, or the signal as a negative number; what it said."""

    code: int
    said: str
    seconds: float


class Forge:
    """Starts commands of the program; one at a time."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self._line()

    def __enter__(self) -> Forge:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)

    def run(
        self,
        folder: Path,
        *arguments: str,
        after: float | None = None,
        by: signal.Signals = signal.SIGKILL,
    ) -> Ended:
        """Run a command in a folder; send it a signal `after` so many seconds, if it still runs."""
        assert self._process.stdin is not None
        job = {"folder": str(folder), "arguments": arguments, "log": str(self._log)}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        pid, begun = int(self._line()), time.monotonic()
        if after is not None:
            time.sleep(after)
            # Until its end has been asked for below, the number cannot be that of another process.
            os.kill(pid, by)
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        code = int(self._line())
        said = self._log.read_text(errors="replace")
        return Ended(code, said, time.monotonic() - begun)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def _serve() -> None:
    import matplotlib.figure  # noqa: F401

    import report.build
    import report.delivery
    import report.engine.render
    import report.new_printer
    import report.photos.intake
    import report.preflight.runner
    import report.start
    import report.validators  # noqa: F401

    print("ready", flush=True)
    for line in sys.stdin:
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(job)
        print(pid, flush=True)
        sys.stdin.readline()
        status = os.waitpid(pid, 0)[1]
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(job: dict[str, str]) -> None:
    """Run the command that was asked for in this process, and end."""
    from report import start

    code: object = 99
    try:
        log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.chdir(job["folder"])
        sys.argv = ["colophon", *job["arguments"]]
        start.main()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 98)


if __name__ == "__main__":
    _serve()
