"""Builds one job in a process of its own: `python -m report.many.task FOLDER < job`.

A worker of a cluster has threads, and may not start processes by `multiprocessing`; a build wants
the one and none of the other.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from .. import processes
from ..build import build
from ..jobs import job_from, outcome_as_data
from ..resources import Project


def main() -> None:
    """Read a job as JSON, build it in the project that is given, and print its outcome as JSON."""
    if sys.platform == "linux":
        processes.end_with(os.getppid())
    processes.limit(1)
    project, job = Project.at(Path(sys.argv[1])), job_from(json.load(sys.stdin))
    json.dump(outcome_as_data(project, build(project, job)), sys.stdout)


if __name__ == "__main__":
    main()
