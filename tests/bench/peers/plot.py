"""Draws what was measured. Run by `compare.py` with a Python that has matplotlib."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median

import matplotlib  # type: ignore[import-not-found]
from matplotlib import pyplot

# The same numbers make the same bytes, and letters stay letters.
matplotlib.rcParams |= {"svg.hashsalt": "safe-exit", "svg.fonttype": "none", "font.size": 9}

MARKS = "osD^vPX*"


def main() -> None:
    """Two plots side by side: time and memory of a full build against pages."""
    source, target = (Path(word) for word in sys.argv[1:])
    measured = json.loads(source.read_text(encoding="utf-8"))
    figure, axes = pyplot.subplots(1, 2, figsize=(10, 4.6), layout="constrained")
    names = dict.fromkeys(name for one in measured for name in one["runs"])
    for part, axis, label in ((1, axes[0], "Seconds"), (2, axes[1], "Megabytes at most")):
        for name, mark in zip(names, MARKS, strict=False):
            points = [
                (one["pages"], median(run[part] for run in one["runs"][name]["full"]))
                for one in measured
                if name in one["runs"]
            ]
            ours = name.startswith("Safe Exit")
            width = 2.5 if ours else 1.2
            axis.plot(*zip(*points, strict=True), marker=mark, linewidth=width, label=name)
        axis.set(xscale="log", yscale="log", xlabel="Pages", ylabel=label)
        axis.set_xticks([one["pages"] for one in measured])
        axis.xaxis.set_major_formatter("{x:,.0f}")
        axis.yaxis.set_major_formatter("{x:g}")
        axis.minorticks_off()
        axis.grid(alpha=0.3)
    axes[0].set_title("Time of a full build")
    axes[1].set_title("Memory of a full build")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4)
    figure.savefig(target, metadata={"Date": None, "Creator": None})
    # Spaces at the ends of lines are its own, and would be taken for mistakes.
    lines = target.read_text(encoding="utf-8").splitlines()
    target.write_text("".join(f"{line.rstrip()}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
