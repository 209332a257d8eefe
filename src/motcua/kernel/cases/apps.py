from motcua.foundation import modules


class CasesConfig(modules.ModuleConfig):
    name = "motcua.kernel.cases"
    label = "cases"
