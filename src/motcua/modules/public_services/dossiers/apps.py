from motcua.foundation import modules


class DossiersConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.dossiers"
    label = "dossiers"
