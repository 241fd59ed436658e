"""The data of a run: how the model sees its inputs."""

from components.engine.data.scaling import Scale, constant

__all__ = ["Scale", "constant"]
