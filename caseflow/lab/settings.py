"""How JupyterLite is set: nothing is fetched elsewhere, and only the notebooks are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

APPS = ("notebooks", "tree")
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_NOT_SHOWN = (
    "@jupyter-notebook/notebook-extension:checkpoints",  # everything is dated alike
    "@jupyterlab/apputils-extension:announcements",
)


def build_settings(out: Path) -> dict[str, Any]:
    """Return the settings of the build."""
    return {
        "LiteBuildConfig": {
            "apps": list(APPS),
            "contents": ["files"],
            "no_libarchive": True,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "output_dir": str(out),
        },
        "PyodideLockAddon": {"enabled": False},
    }


def application(edition: str) -> dict[str, Any]:
    """Return the settings that a browser reads.

    What a learner types is kept by their browser under the edition of the notebooks, so that a new
    edition is never hidden by a copy of an old one.
    """
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Caseflow",
            "appUrl": "./tree",
            "contentsStorageName": f"Caseflow notebooks {edition}",
            "disabledExtensions": list(_NOT_SHOWN),
            "litePluginSettings": {_KERNEL: {"disablePyPIFallback": True}},
        },
    }


def overrides() -> dict[str, Any]:
    """Return what differs from JupyterLab's own preferences."""
    return {"@jupyterlab/apputils-extension:themes": {"adaptive-theme": True}}
