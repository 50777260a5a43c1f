"""The composition of everything below: build a release, make a workspace, verify evidence and find it again."""

from policygraph.pipeline.build import Build, BuildOptions, build_release
from policygraph.pipeline.check import check_graph
from policygraph.pipeline.evidence import Verification, verify_evidence
from policygraph.pipeline.progress import Progress, Silent
from policygraph.pipeline.relocate import Move, RelocationPlan, finish_relocation, plan_relocation, write_relocation

__all__ = [
    "Build",
    "BuildOptions",
    "Move",
    "Progress",
    "RelocationPlan",
    "Silent",
    "Verification",
    "build_release",
    "check_graph",
    "finish_relocation",
    "plan_relocation",
    "verify_evidence",
    "write_relocation",
]
