"""Networks: who answers for what with whom, which documents rest on which, and how two things are connected."""

from policygraph.analysis.documents import Documents, analyse_documents
from policygraph.analysis.export import check_suffix, write_graph
from policygraph.analysis.graphs import Network, read_graph
from policygraph.analysis.parts import Choice
from policygraph.analysis.paths import Paths, find_paths
from policygraph.analysis.profile import Profile, profile_agent
from policygraph.analysis.responsibility import Responsibility, analyse_responsibility

__all__ = [
    "Choice",
    "Documents",
    "Network",
    "Paths",
    "Profile",
    "Responsibility",
    "analyse_documents",
    "analyse_responsibility",
    "check_suffix",
    "find_paths",
    "profile_agent",
    "read_graph",
    "write_graph",
]
