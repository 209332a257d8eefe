from motcua.foundation import modules


class DeskConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.desk"
    label = "desk"
