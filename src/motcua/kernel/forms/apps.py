from motcua.foundation import modules


class FormsConfig(modules.ModuleConfig):
    name = "motcua.kernel.forms"
    label = "forms"
