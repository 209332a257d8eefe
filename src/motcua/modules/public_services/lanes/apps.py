from motcua.foundation import modules


class LanesConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.lanes"
    label = "lanes"
