"""The settings of the tests: those of the product, with a folder and a server of their own.

That server writes nothing through to the disk, so it may not be the demo's: no test cuts the power.
"""

import os

from motcua.project import embedded

_BESIDE = "-tests"
_home = embedded.data_dir()
if not _home.name.endswith(_BESIDE):  # the workers inherit what the controller has set
    os.environ["MOTCUA_DATA"] = str(_home.with_name(_home.name + _BESIDE))

from motcua.project.settings import *  # noqa: E402, F403 - reads what was set above
