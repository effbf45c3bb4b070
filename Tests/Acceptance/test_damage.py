"""A log's file is damaged at random and opened: it is refused with a typed error, or everything that it
answers is right. The work is done by `faults damage`, in one process, which a signal would end.

EVENTD_DAMAGE is how many files (default 400): ten with a flipped bit to each with a torn page, half as
many that are cut off. EVENTD_DAMAGE_SEED is the seed (default: a new one, printed).
"""

import os
import random
import subprocess
from pathlib import Path

from support.daemon import ROOT

FAULTS = Path(os.environ.get("EVENTD_FAULTS_BIN", ROOT / ".build/debug/faults")).resolve()
FILES = int(os.environ.get("EVENTD_DAMAGE") or 400)
SEED = int(os.environ.get("EVENTD_DAMAGE_SEED") or random.SystemRandom().randrange(10**6))
FIRST_FORMAT = ROOT / "Tests/EventsTests/Fixtures/log-format-1.mdb"


def test_a_damaged_log_is_refused_or_right(capsys):
    torn = max(1, FILES * 2 // 23)
    done = subprocess.run(
        [str(FAULTS), "damage", "--from", str(FIRST_FORMAT), "--seed", str(SEED),
         "--flips", str(torn * 10), "--torn", str(torn), "--truncations", str(max(1, torn // 2))],
        capture_output=True, text=True, timeout=120 + FILES)
    with capsys.disabled():
        print(f"\n{done.stdout.strip()}", flush=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "wrong 0" in done.stdout.splitlines()[-1]
