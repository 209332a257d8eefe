from motcua.foundation import modules


class IncomingConfig(modules.ModuleConfig):
    name = "motcua.modules.office.incoming"
    label = "incoming"
