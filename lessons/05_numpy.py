"""NumPy and PyTorch
**Where do the numbers come from?** Often from NumPy. An array and a tensor can share **one memory**: change one, change
both.
"""

from components.pictures import integers, memory, twins
from components.spec import Memory
from components.ui import (
    Condition,
    Field,
    Header,
    all_of,
    alongside,
    any_of,
    choice,
    contains,
    do,
    equal,
    lesson,
    measure,
    number,
    questions,
    try_it,
)


def in_tensor(place: int) -> Condition:
    """42 was written into the array's place 0 to 3, and the tensor has it there."""
    now = Header(f"pictures.memory.states.-1.t.{place}", "the tensor's number")
    written = contains(Field("edits"), f"a{place // 2}{place % 2}=42")
    return all_of(written, any_of(equal(now, "42"), equal(now, "42.0")))


lesson(
    __doc__,
    start=Memory(),
    knobs=("bridge", "dtype"),
    speed=1,
    body=(
        alongside(
            memory,
            """
            ## One memory, two names
            Most numbers you will ever feed to PyTorch come from somewhere else: a spreadsheet that pandas has read, a
            photo that OpenCV has opened, a measurement. All of these speak NumPy. `torch.from_numpy` makes a tensor of
            such an array without moving a single number: both look at the same bytes, so what you write on one side is
            there on the other. `t.numpy()` goes the other way, and shares just the same. That is how Matplotlib draws a
            tensor.

            Sharing costs no time, and it can surprise you. If you want a tensor that keeps its numbers whatever happens
            to the array, copy: `torch.tensor(a)`. Try the same edits both ways:
            """,
            (
                try_it("Shared: a[0, 1] = 99", bridge="from_numpy", dtype="float64", edits="a01=99,t10=7"),
                try_it("Copied: a[0, 1] = 99", bridge="tensor", dtype="float64", edits="a01=99,t10=7"),
            ),
            """
            ## Bytes
            Below each number you see its bytes as they lie in memory. NumPy made eight for each, because `np.array([[1,
            2], [3, 4.]])` is float64. PyTorch takes over what it gets: torch.float64. Turn **dtype** above and watch
            the bytes.
            """,
            """
            ## Whole numbers
            Whole numbers lose what you give them, some without a word:
            """,
            (
                try_it("Store 2.7 in int64", bridge="from_numpy", dtype="int64", edits="a01=2.7"),
                try_it("Store 300 in uint8", bridge="from_numpy", dtype="uint8", edits="a01=300"),
                try_it("Store −1 in uint8, both sides", bridge="from_numpy", dtype="uint8", edits="a01=-1,t10=-1"),
            ),
        ),
        alongside(
            twins,
            """
            ## Every dtype has a twin
            NumPy's types and PyTorch's come in pairs, and a tensor takes over the type of its array. Left to itself,
            NumPy makes float64 and PyTorch float32, half the size. Models are trained in float32, or in something
            smaller still. The lit row is the type of the array above.
            """,
        ),
        alongside(
            integers,
            """
            ## One point decides
            `[1, 2]` is a list of whole numbers, `[1., 2]` a list of floats: one point makes all of it float. PyTorch is
            strict about the difference, and so it should be: a gradient is hardly ever a whole number.
            """,
        ),
        alongside(
            measure(),
            """
            ## Why PyTorch, then?
            NumPy computes just as well, and often just as fast. Two things it does not do. It keeps no record of how a
            number came about, so it has no `backward()` and no gradients. And it stays on the CPU, while a tensor can
            move to a GPU, where hours of training become minutes. Here is one operation, timed on everything this
            machine has:
            """,
            """
            Try the sizes. From 256 × 256 to 1024 × 1024 a product of matrices has 64 times as much to multiply, and
            takes about that much longer. From 16 × 16 to 64 × 64 it has 64 times as much to do as well, and takes only
            a few times longer: most of a small job is starting it. NumPy often starts quicker than PyTorch, and a GPU
            starts slowest of all. Where a machine has a GPU, it wins with the large ones, if the numbers are on it
            already: the way there and back takes time too, and is shown as a bar of its own.
            """,
        ),
        questions(
            do(
                "Write 42 into the array, so that it appears in the tensor.",
                until=all_of(
                    equal(Header("pictures.memory.shared", "their memory shared"), True),
                    any_of(*(in_tensor(place) for place in range(4))),
                ),
                solved_by={"edits": "a01=42"},
                hint="Only where both look at the same bytes does it appear. Which way from array to tensor copies "
                "nothing?",
                because="`torch.from_numpy` copies nothing: array and tensor are two names for the same bytes.",
            ),
            do(
                "Make a tensor that keeps its numbers whatever happens to the array.",
                until=equal(Header("pictures.memory.shared", "their memory shared"), False),
                solved_by={"bridge": "tensor"},
                hint="It needs bytes of its own. Which way from array to tensor copies?",
                because="`torch.tensor(a)` and `.copy()` give each side bytes of its own.",
            ),
            choice(
                "What is the dtype of `torch.from_numpy(np.array([1., 2.]))`?",
                ("torch.float32", "torch.float64", "torch.int64"),
                right=1,
                hint="`from_numpy` takes the bytes as they are. So which dtype do NumPy's own floats have?",
                because="NumPy's floats are float64, and each dtype has its twin: the tensor takes over the bytes as "
                "they are.",
            ),
            number(
                "How many bytes do the four numbers take as float32?",
                answer=16,
                within=0,
                hint="The number in the name of a dtype counts bits. How many bits make a byte?",
                because="32 bits are 4 bytes, times 4 numbers. As float64 they take 32.",
                unit="bytes",
            ),
            do(
                "Lose something without a word: write 2.7, and let it become 2.",
                until=all_of(contains(Field("dtype"), "int"), contains(Field("edits"), "=2.7")),
                solved_by={"dtype": "int64", "edits": "a01=2.7"},
                hint="In which kind of dtype is there no place for what stands behind the point?",
                because="An array of whole numbers cuts off what comes behind the point. There is no error and no "
                "warning.",
            ),
            choice(
                "Why is training done with PyTorch, and not with NumPy alone?",
                (
                    "NumPy has no matrix product",
                    "NumPy cannot hold numbers with a point",
                    "PyTorch records what was computed, for `backward`, and can compute on a GPU",
                ),
                right=2,
                hint="Which of the three does training need, and NumPy really not have?",
                because="NumPy brings the tools around it, like pandas and Matplotlib. PyTorch brings autograd and "
                "the GPU. Since they share memory, you can have both.",
            ),
        ),
    ),
)
