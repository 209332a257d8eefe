from motcua.foundation import modules


class OwnDeskConfig(modules.ModuleConfig):
    name = "motcua.kernel.desk"
    label = "own_desk"
