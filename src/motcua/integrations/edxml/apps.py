from motcua.foundation import modules


class EdxmlConfig(modules.ModuleConfig):
    name = "motcua.integrations.edxml"
    label = "edxml"
