from motcua.foundation import modules


class DelaysConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.delays"
    label = "delays"
