"""The audit pack: a folder with a report, a workbook, lists and a manifest, to be passed on and verified by others."""

from policygraph.audit.pack.contents import Contents, read_contents
from policygraph.audit.pack.head import Head, Limits
from policygraph.audit.pack.manifest import PackManifest
from policygraph.audit.pack.write import PackOptions, Written, write_pack

__all__ = ["Contents", "Head", "Limits", "PackManifest", "PackOptions", "Written", "read_contents", "write_pack"]
