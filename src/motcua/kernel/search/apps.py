from motcua.foundation import modules


class SearchConfig(modules.ModuleConfig):
    name = "motcua.kernel.search"
    label = "search"
