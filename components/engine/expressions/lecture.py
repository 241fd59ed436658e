"""The tensors that every expression may name: those of the lecture."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import torch
from torch import Tensor

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "t1": "torch.tensor(4.)",
        "t2": "torch.tensor([1., 2, 3, 4])",
        "t3": "torch.tensor([[5., 6], [7, 8], [9, 10]])",
        "t4": "torch.tensor([[[11, 12, 13], [13, 14, 15]], [[15, 16, 17], [17, 18, 19.]]])",
        "t6": "torch.full((3, 2), 42)",
        "inputs": "torch.tensor([[73., 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]])",
        "targets": "torch.tensor([[56., 70], [81, 101], [119, 133], [22, 37], [103, 119]])",
    }
)
"""How each reads as code."""

LECTURE: Mapping[str, Tensor] = MappingProxyType(
    {
        "t1": torch.tensor(4.0),
        "t2": torch.tensor([1.0, 2, 3, 4]),
        "t3": torch.tensor([[5.0, 6], [7, 8], [9, 10]]),
        "t4": torch.tensor([[[11, 12, 13], [13, 14, 15]], [[15, 16, 17], [17, 18, 19.0]]]),
        "t6": torch.full((3, 2), 42),
        "inputs": torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]]),
        "targets": torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]]),
    }
)
"""Rows of `inputs` are five regions: temperature, rainfall, humidity; of `targets`: yields of apples and oranges."""
