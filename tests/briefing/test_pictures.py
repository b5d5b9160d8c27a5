"""The pictures of a pack: what their charts say, on the day of the pack."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import matplotlib.pyplot as plt

from cchc_analysis import region_bump_chart
from cchc_analysis.briefing import pictures
from cchc_analysis.charts.saving import description


def test_a_picture_has_the_notes_of_its_chart_and_the_day_of_its_pack(result, tmp_path):
    table = result("region_ranks", index="PAPI", unit="Bắc Kạn")
    answer = SimpleNamespace(question=SimpleNamespace(chart="region_bump_chart"), result=table, name="vung")
    picture = pictures.draw(answer, "tinh-63/06", tmp_path, "vi", date(2025, 11, 12), size="a4")
    chart = region_bump_chart(table, size="a4").figure
    noted = description(chart).footer.partition(" Lập ngày ")[0]
    plt.close(chart)
    assert "Chỗ gián đoạn" in noted and noted in picture.alt
    assert picture.alt.endswith("Lập ngày 12/11/2025.")
