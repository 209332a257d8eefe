from motcua.foundation import modules


class ProcessesConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.processes"
    label = "processes"
