from ..behaviour.conftest import agencies, government

__all__ = ["agencies", "government"]
