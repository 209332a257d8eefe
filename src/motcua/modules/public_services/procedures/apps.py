from motcua.foundation import modules


class ProceduresConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.procedures"
    label = "procedures"
