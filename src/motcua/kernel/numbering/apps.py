from motcua.foundation import modules


class NumberingConfig(modules.ModuleConfig):
    name = "motcua.kernel.numbering"
    label = "numbering"
