"""All benchmarks, one after the other, and their bars once more at the end.

Ends with 1 only where a benchmark broke off: a bar that is short is for people to look at, because the machine may have
been busy.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run(script: Path) -> list[str]:
    """Run one script, pass its output on, and give back its bars; none where it broke off."""
    print(script.stem, flush=True)
    bars = []
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if line.startswith("BAR "):
                bars.append(line.strip())
    return bars


def main() -> int:
    found = {script.stem: run(script) for script in sorted(Path(__file__).parent.glob("bench_*.py"))}
    print("\nall bars")
    for bars in found.values():
        for line in bars:
            print(line)
    broken = [name for name, bars in found.items() if not bars]
    for name in broken:
        print(f"{name} broke off")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
