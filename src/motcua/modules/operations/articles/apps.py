from motcua.foundation import modules


class ArticlesConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.articles"
    label = "articles"
