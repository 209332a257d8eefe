from motcua.foundation import modules


class ArchiveConfig(modules.ModuleConfig):
    name = "motcua.modules.office.archive"
    label = "archive"
