from motcua.foundation import modules


class ProgrammeConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.programme"
    label = "programme"
