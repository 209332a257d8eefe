from motcua.foundation import modules


class ForecastsConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.forecasts"
    label = "forecasts"
