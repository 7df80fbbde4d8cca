"""The same inputs give the same bytes: in another folder, another process, with other hash seeds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import workspace_fixtures
from huimin.wiring import file_hashes
from workspace_fixtures import PERIOD, SCHEME, environment, huimin_process

MAKE = "import sys; from pathlib import Path; from workspace_fixtures import make_city; make_city(Path(sys.argv[1]))"


def test_the_sample_city_is_the_same_file_for_file(made_city, tmp_path):
    again = tmp_path / "again"
    where = [str(Path(workspace_fixtures.__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    more = environment(PYTHONHASHSEED="4711", PYTHONPATH=os.pathsep.join(where))
    subprocess.run([sys.executable, "-c", MAKE, str(again)], env=more, check=True)
    assert file_hashes(again / "inbox") == file_hashes(made_city / "inbox")
    assert file_hashes(again / "areas") == file_hashes(made_city / "areas")
    assert file_hashes(again / "maps") == file_hashes(made_city / "maps") != {}


def test_a_run_is_the_same_byte_for_byte_in_another_folder_and_process(city, made_city, tmp_path):
    other = Path(shutil.copytree(made_city, tmp_path / "a folder of another name"))
    assert huimin_process("load", cwd=other, PYTHONHASHSEED="1").code == 1
    made = huimin_process("assess", SCHEME, PERIOD, "--json", cwd=other, PYTHONHASHSEED="2")
    assert made.code == 0
    run = made.json["run"]
    ours, theirs = file_hashes(city / "runs" / run), file_hashes(other / "runs" / run)
    assert [name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)] == []
