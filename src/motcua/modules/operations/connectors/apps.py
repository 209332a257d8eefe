from motcua.foundation import modules


class ConnectorsConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.connectors"
    label = "connectors"
