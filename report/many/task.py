"""Builds one job in a process of its own: `python -m report.many.task FOLDER < order`.

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
from ..faults import said_with_place
from ..jobs import job_from, outcome_as_data
from ..resources import Project
from .parcels import OTHER_VERSION, program


def main() -> None:
    """Read as JSON a job and what is to build it, build it in the project that is given, and print
    its outcome as JSON.

    What builds is what is on the disk now: another version than the worker's, where it has been
    upgraded under it. Then this ends with a message, and so it does where something fails.
    """
    if sys.platform == "linux":
        processes.end_with(os.getppid())
    processes.limit(1)
    project, order = Project.at(Path(sys.argv[1])), json.load(sys.stdin)
    if order["program"] != program():
        sys.exit(OTHER_VERSION)
    try:
        outcome = build(project, job_from(order["job"]))
    except Exception as error:
        sys.exit(said_with_place(error))
    json.dump(outcome_as_data(project, outcome), sys.stdout)


if __name__ == "__main__":
    main()
