"""Seals a new set of questions or projects: writes the digests of its files into its set.json.

    python tests/evaluation/sealing.py tests/evaluation/sets/NAME-VERSION

A sealed set does not change any more; what is to change becomes its next version.
"""

import json
import sys
from pathlib import Path

from assistant.evaluation.projects import read_projects
from assistant.evaluation.seals import ABOUT, PROJECTS, digests
from assistant.evaluation.sets import read_set


def seal(directory: Path) -> None:
    """Write the digests, and read the set to see that it is one."""
    path = directory / ABOUT
    about = json.loads(path.read_text(encoding="utf-8"))
    about["sha256"] = digests(directory)
    path.write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if (directory / PROJECTS).is_file():
        print(f"{directory.name}: {len(read_projects(directory).projects)} projects sealed")
    else:
        print(f"{directory.name}: {len(read_set(directory).cases)} questions sealed")


if __name__ == "__main__":
    seal(Path(sys.argv[1]))
