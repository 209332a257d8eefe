from motcua.foundation import modules


class ExchangeConfig(modules.ModuleConfig):
    name = "motcua.kernel.exchange"
    label = "exchange"
