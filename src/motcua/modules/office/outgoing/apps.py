from motcua.foundation import modules


class OutgoingConfig(modules.ModuleConfig):
    name = "motcua.modules.office.outgoing"
    label = "outgoing"
