from motcua.foundation import modules


class NodeLinkConfig(modules.ModuleConfig):
    name = "motcua.integrations.node_link"
    label = "node_link"
