"""Only the reminders, at sizes of one's choice: python -m benchmarks.reminders --communes 38."""

import argparse
import os

from benchmarks.reminders import report


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reminders", description=__doc__)
    usual = ",".join(map(str, report.COMMUNES))
    parser.add_argument("--communes", default=usual, help=f"who is missing, of so many: {usual}")
    parser.add_argument("--country", type=int, default=report.COUNTRY, help="of look and fan-out")
    parser.add_argument("--seconds", type=float, default=report.SECONDS, help="of the fan-out")
    chosen = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f}", flush=True)
    sizes = [int(size) for size in chosen.communes.split(",")]
    for table in report.run(sizes, chosen.country, chosen.seconds):
        print("", table, sep="\n", flush=True)
    print(f"\nload after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
