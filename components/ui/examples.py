"""Expressions to choose from, by what they show. Each works as it stands, except those that are there to fail."""

from typing import Final

EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "Make": (
        "torch.full((3, 2), 42)",
        "torch.arange(12).reshape(3, 4)",
        "torch.linspace(0, 1, 5)",
        "torch.eye(4)",
        "torch.randn(2, 3)",
    ),
    "Reshape and turn": (
        "torch.arange(24).reshape(2, 3, 4)",
        "t4.permute(2, 0, 1)",
        "t4.transpose(0, 1)",
        "t3.flatten()",
        "t2.unsqueeze(1)",
        "t3.flip(0)",
        "torch.roll(t2, 1)",
    ),
    "Join and cut": (
        "torch.cat((t3, t6), dim=1)",
        "torch.stack((t3, t6))",
        "t3.repeat(2, 2)",
        "inputs[1:3, :2]",
        "inputs[::2]",
        "t2[torch.tensor([3, 0, 0])]",
        "inputs[inputs[:, 0] > 80]",
        "torch.tril(torch.ones(4, 4))",
    ),
    "Element by element": (
        "torch.sin(t3)",
        "t3 * t3",
        "torch.relu(torch.tensor([-2., -1, 0, 1, 2]))",
        "torch.where(t3 > 7, t3, 0)",
        "inputs - inputs.mean(dim=0)",
        "t2.unsqueeze(1) * t2",
    ),
    "Many into one": (
        "inputs.mean(dim=0)",
        "t3.max()",
        "inputs.argmax(dim=1)",
        "torch.cumsum(t2, dim=0)",
        "torch.softmax(t2, dim=0)",
        "torch.sort(torch.tensor([3, 1, 2]))[0]",
    ),
    "Matrices": (
        "t3 @ t3.t()",
        "torch.outer(t2, t2)",
        "torch.einsum('ij,kj->ik', t3, t3)",
        "torch.linalg.inv(torch.tensor([[2., 1], [1, 3]]))",
        "torch.linalg.det(torch.tensor([[2., 1], [1, 3]]))",
    ),
    "The lecture": (
        "t7 = torch.cat((t3, t6))\nt8 = torch.sin(t7)\nt9 = t8.reshape(3, 2, 2)",
        "w = torch.randn(2, 3)\nb = torch.randn(2)\npreds = inputs @ w.t() + b",
        "w = torch.randn(2, 3)\ndiff = inputs @ w.t() - targets\ntorch.sum(diff * diff) / diff.numel()",
    ),
    "It breaks": (
        "t3 @ t3",
        "t3 + t2",
        "t3.reshape(4, 2)",
        "torch.cat((t3, t2))",
        "t2[4]",
        "torch.tensor([[1, 2], [3]])",
    ),
}
