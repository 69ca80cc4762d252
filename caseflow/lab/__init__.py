"""The lab: the notebooks in JupyterLite, which runs Python in the reader's own browser."""

from caseflow.lab.build import FOLDER, Lab, build_lab, measured, put, ready
from caseflow.lab.tools import NoLab

__all__ = ["FOLDER", "Lab", "NoLab", "build_lab", "measured", "put", "ready"]
