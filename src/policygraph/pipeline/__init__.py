"""The composition of everything below: build a release, make a workspace."""

from policygraph.pipeline.build import Build, BuildOptions, build_release
from policygraph.pipeline.check import check_graph
from policygraph.pipeline.progress import Progress, Silent

__all__ = ["Build", "BuildOptions", "Progress", "Silent", "build_release", "check_graph"]
