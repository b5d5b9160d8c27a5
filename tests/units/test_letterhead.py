"""Whose sheet it is, by the lines above its table."""

import pytest

from cchc_analysis import units
from cchc_analysis.units import whose
from cchc_analysis.units.mentions import line_of

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
BARE = "BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2024"


@pytest.mark.parametrize(
    ("lines", "name", "unit_type", "province", "body"),
    [
        # behind a label
        (["Đơn vị: Phường Minh Họa, tỉnh Đồng Nai"], "Phường Minh Họa", "commune", "Đồng Nai", ""),
        (["(Đơn vị: UBND xã Yên Phú)"], "Xã Yên Phú", "commune", "", ""),
        (["Đơn vị tự chấm: Sở Nội vụ"], "Sở Nội vụ", "department", "", ""),
        (["ĐƠN VỊ TỰ CHẤM ĐIỂM: SỞ NỘI VỤ TỈNH HOÀ BÌNH"], "Sở Nội vụ", "department", "Hòa Bình", ""),
        (["Tên đơn vị: Trung tâm Minh Họa"], "Trung tâm Minh Họa", "department", "", ""),
        (["Tên cơ quan, đơn vị: Ban QLDA GTZ"], "Ban QLDA GTZ", "department", "", ""),
        (["Cơ quan: Sở KH&ĐT"], "Sở Kế hoạch và Đầu tư", "department", "", ""),
        (["Đơn vị được thẩm định: Phường Hòa An"], "Phường Hòa An", "commune", "", ""),
        (["Đơn vị được kiểm tra, chấm điểm: Xã Long Thành"], "Xã Long Thành", "commune", "", ""),
        (["Đơn vị: Xã Minh Họa 99"], "Xã Minh Họa 99", "commune", "", ""),
        (["Đơn vị: Xã Minh Họa 100, tỉnh Đồng Nai"], "Xã Minh Họa 100", "commune", "Đồng Nai", ""),
        (["Xã: Minh Họa 1001"], "Xã Minh Họa 1001", "commune", "", ""),
        (["Xã: Long Thành   Tỉnh: Đồng Nai"], "Xã Long Thành", "commune", "Đồng Nai", ""),
        (["Xã: Long Thành", "Huyện: Long Thành", "Tỉnh: Đồng Nai"],
         "Xã Long Thành", "commune", "Đồng Nai", "Huyện Long Thành"),
        (["UBND xã: Long Thành"], "Xã Long Thành", "commune", "", ""),
        (["Phường: Phường Hoà An"], "Phường Hòa An", "commune", "", ""),
        (["Tại: phường Hòa An, Cao Bằng"], "Phường Hòa An", "commune", "Cao Bằng", ""),
        (["Của: UBND P. Hòa An"], "Phường Hòa An", "commune", "", ""),
        (["Địa phương: Cao Bằng"], "Cao Bằng", "province", "Cao Bằng", ""),
        # the party's committees
        (["TỈNH ỦY CAO BẰNG"], "Cao Bằng", "province", "Cao Bằng", ""),
        (["Tỉnh uỷ Cao Bằng"], "Cao Bằng", "province", "Cao Bằng", ""),
        (["TỈNH CAO BẰNG", "HUYỆN ỦY VÍ DỤ"], "Huyện Ví Dụ", "district", "Cao Bằng", ""),
        # where the next label begins, a name ends
        (["Cơ quan: Sở Giả Định          Năm đánh giá: 2024"], "Sở Giả Định", "department", "", ""),
        (["CƠ QUAN: SỞ GIẢ ĐỊNH NĂM ĐÁNH GIÁ: 2024"], "Sở Giả định", "department", "", ""),
        (["Đơn vị: Xã Ví Dụ Người chấm: Nguyễn Văn A"], "Xã Ví Dụ", "commune", "", ""),
        (["Đơn vị: Trung tâm Ví Dụ Ngày chấm: 12/3"], "Trung tâm Ví Dụ", "department", "", ""),
        (["Sở Giả Định Kỳ đánh giá 2024", "Mẫu số 03"], "Sở Giả Định", "department", "", ""),
        (["Năm đánh giá: 2024    Đơn vị: Sở Giả Định Mẫu số: 3"], "Sở Giả Định", "department", "", ""),
        (["Cơ quan: Sở Giả Định     Hộp thư: a@b"], "Sở Giả Định", "department", "", ""),
        (["Phường Tam Kỳ năm 2024: chấm điểm"], "Phường Tam Kỳ", "commune", "", ""),
        # in capitals
        (["SỞ MINH HỌA - TỈNH LÂM ĐỒNG (số liệu)"], "Sở Minh họa", "department", "Lâm Đồng", ""),
        (["Phòng KINH TẾ huyện Kim Bôi"], "Phòng Kinh tế", "department", "", "Huyện Kim Bôi"),
        (["Đơn vị:", "Phường Hòa An"], "Phường Hòa An", "commune", "", ""),
        (["Đơn vị:\nPhường Hòa An"], "Phường Hòa An", "commune", "", ""),
        (["Đơn vị: xã Đường Hồng, huyện Bắc Mê, tỉnh Hà Giang"],
         "Xã Đường Hồng", "commune", "Hà Giang", "Huyện Bắc Mê"),
        (["UBND TỈNH CAO BẰNG", "SỞ NỘI VỤ", "Đơn vị: Phường Hòa An"],
         "Phường Hòa An", "commune", "Cao Bằng", ""),
        (["Đơn vị: phuong Hoa An, tinh Cao Bang"], "Phường Hoa An", "commune", "Cao Bằng", ""),
        # letterheads of several bodies
        (["UBND THÀNH PHỐ CAO BẰNG", "UBND PHƯỜNG HÒA AN", BARE],
         "Phường Hòa An", "commune", "Cao Bằng", "Thành phố Cao Bằng"),
        (["UBND TP. CAO BẰNG\nUBND P. SÔNG HIẾN", MOTTO],
         "Phường Sông Hiến", "commune", "Cao Bằng", "Thành phố Cao Bằng"),
        (["ỦY BAN NHÂN DÂN", "PHƯỜNG HÒA AN", MOTTO, BARE], "Phường Hòa An", "commune", "", ""),
        (["UỶ BAN NHÂN DÂN XÃ LONG THÀNH", BARE], "Xã Long Thành", "commune", "", ""),
        (["HĐND - UBND XÃ NĂM CĂN", BARE], "Xã Năm Căn", "commune", "", ""),
        (["TỈNH ĐỒNG NAI", "SỞ NỘI VỤ", BARE], "Sở Nội vụ", "department", "Đồng Nai", ""),
        (["UBND TỈNH CAO BẰNG\nSỞ NỘI VỤ", BARE], "Sở Nội vụ", "department", "Cao Bằng", ""),
        (["UBND HUYỆN KIM BÔI", "PHÒNG NỘI VỤ", BARE], "Phòng Nội vụ", "department", "", "Huyện Kim Bôi"),
        (["SỞ NỘI VỤ", "CHI CỤC VĂN THƯ - LƯU TRỮ", BARE], "Chi cục Văn thư - lưu trữ", "department", "", ""),
        (["UBND TỈNH CAO BẰNG", MOTTO, "THANH TRA TỈNH", BARE],
         "Thanh tra tỉnh", "department", "Cao Bằng", ""),
        (["UBND TỈNH HÒA BÌNH", "VP UBND TỈNH", BARE], "Văn phòng UBND tỉnh", "department", "Hòa Bình", ""),
        (["SỞ Y TẾ TỈNH CAO BẰNG", "BỆNH VIỆN ĐA KHOA", BARE],
         "Bệnh viện Đa khoa", "department", "Cao Bằng", ""),
        (["UBND TỈNH CAO BẰNG\nSỞ Y TẾ", "BỆNH VIỆN NHI", BARE], "Bệnh viện Nhi", "department", "Cao Bằng", ""),
        (["SỞ Y TẾ", MOTTO, "TRUNG TÂM KIỂM SOÁT BỆNH TẬT", BARE],
         "Trung tâm Kiểm soát bệnh tật", "department", "", ""),
        (["TRUNG TÂM Y TẾ", "TRẠM Y TẾ XÃ HÒA AN", BARE], "Trạm Y tế", "department", "", "Xã Hòa An"),
        (["UBND XÃ HÒA AN", "TRƯỜNG THCS HÒA AN", BARE], "Trường THCS hòa an", "department", "", "Xã Hòa An"),
        (["UBND XÃ HÒA AN\nTRẠM Y TẾ", BARE], "Trạm Y tế", "department", "", "Xã Hòa An"),
        (["UBND XÃ TRƯỜNG TIỂU", BARE], "Xã Trường Tiểu", "commune", "", ""),
        # titles
        (["Bảng chấm điểm CCHC năm 2024 – Phường Hòa An, tỉnh Cao Bằng"],
         "Phường Hòa An", "commune", "Cao Bằng", ""),
        (["BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC CỦA UBND PHƯỜNG HÒA AN NĂM 2024"], "Phường Hòa An", "commune", "", ""),
        (["BẢNG CHẤM ĐIỂM CỦA UBND PHƯỜNG HÒA AN THEO BỘ CHỈ SỐ MỚI"], "Phường Hòa An", "commune", "", ""),
        (["BẢNG CHẤM ĐIỂM PHƯỜNG LÊ QUÝ ĐÔN QUÝ I NĂM 2024"], "Phường Lê Quý Đôn", "commune", "", ""),
        (["CHỈ SỐ CCHC CỦA XÃ MINH HỌA 100 NĂM 2024"], "Xã Minh Họa 100", "commune", "", ""),
        (["CHỈ SỐ CCHC CỦA PHƯỜNG MINH HỌA 2024"], "Phường Minh Họa", "commune", "", ""),
        (["CHỈ SỐ CCHC CỦA PHƯỜNG THÍ ĐIỂM"], "Phường Thí Điểm", "commune", "", ""),
        (["PHƯỜNG TAM KỲ TỰ CHẤM ĐIỂM NĂM 2025"], "Phường Tam Kỳ", "commune", "", ""),
        (["UBND PHƯỜNG PLEIKU ĐIỂM TỰ CHẤM"], "Phường Pleiku", "commune", "", ""),
        (["UBND XÃ ĐỨC CÔNG BỐ KẾT QUẢ"], "Xã Đức", "commune", "", ""),
        (["CHỈ SỐ CCHC XÃ NĂM CĂN NĂM 2024"], "Xã Năm Căn", "commune", "", ""),
        (["CHỈ SỐ CCHC CÁC VỤ, CỤC THUỘC BỘ TƯ PHÁP NĂM 2024"], "Bộ Tư pháp", "ministry", "", ""),
        (["BỘ TƯ PHÁP", "VỤ PHÁP CHẾ", "BẢNG TỰ CHẤM NĂM 2024"], "Vụ Pháp chế", "department", "", "Bộ Tư pháp"),
        (["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ HÒA AN"],
         "Trung tâm Phục vụ hành chính công", "department", "", "Xã Hòa An"),
        (["UBND XÃ HÒA AN", "PHÒNG KINH TẾ", "KẾT QUẢ TỰ CHẤM CCHC CỦA PHÒNG KINH TẾ NĂM 2024"],
         "Phòng Kinh tế", "department", "", "Xã Hòa An"),
        (["UBND PHƯỜNG HÒA AN", "BẢNG CHẤM ĐIỂM CCHC VĂN PHÒNG HĐND VÀ UBND NĂM 2024"],
         "Văn phòng HĐND và UBND", "department", "", "Phường Hòa An"),
        (["UBND XÃ HÒA AN", "PHÒNG VĂN HÓA - XÃ HỘI", "BẢNG TỰ CHẤM ĐIỂM CCHC CỦA UBND XÃ HÒA AN"],
         "Xã Hòa An", "commune", "", ""),
        (["UBND XÃ HÒA AN", "PHÒNG VĂN HÓA - XÃ HỘI", "CHỈ SỐ CCHC CẤP XÃ NĂM 2025"],
         "Xã Hòa An", "commune", "", ""),
        (["UBND XÃ HÒA AN", "BẢNG ĐIỂM CCHC (do Phòng Nội vụ tổng hợp)"], "Xã Hòa An", "commune", "", ""),
        (["UBND XÃ HÒA AN", "KẾT QUẢ PHÒNG NỘI VỤ THẨM ĐỊNH"], "Xã Hòa An", "commune", "", ""),
        (["UBND XÃ HÒA AN", "Điểm CCHC năm 2024, Phòng Nội vụ, thẩm định"], "Xã Hòa An", "commune", "", ""),
        (["BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH XÃ HÒA AN"], "Xã Hòa An", "commune", "", ""),
        # who appraised is not the unit
        (["SỞ NỘI VỤ TỈNH CAO BẰNG", "KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC CỦA SỞ NỘI VỤ NĂM 2024"],
         "Sở Nội vụ", "department", "Cao Bằng", ""),
        (["SỞ NỘI VỤ TỈNH CAO BẰNG", "KẾT QUẢ TỰ CHẤM VÀ THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2024"],
         "Sở Nội vụ", "department", "Cao Bằng", ""),
        (["SỞ Y TẾ TỈNH CAO BẰNG", "BẢNG THẨM ĐỊNH ĐIỂM CHỈ SỐ CCHC"], "Sở Y tế", "department", "Cao Bằng", ""),
        (["Đoàn kiểm tra UBND tỉnh Cao Bằng tại xã Hòa An"], "Xã Hòa An", "commune", "Cao Bằng", ""),
        (["Kết quả xã Hòa An đạt được năm 2024"], "Xã Hòa An", "commune", "", ""),
        (["KẾT QUẢ TỰ ĐÁNH GIÁ CHỈ SỐ CCHC của Sở Tư pháp tỉnh Hòa Bình năm 2024"],
         "Sở Tư pháp", "department", "Hòa Bình", ""),
        (["Kết quả của Văn phòng UBND tỉnh Hòa Bình năm 2024"],
         "Văn phòng UBND tỉnh", "department", "Hòa Bình", ""),
        (["Chỉ số CCHC xã Đường Hồng, huyện Bắc Mê, tỉnh Hà Giang"],
         "Xã Đường Hồng", "commune", "Hà Giang", "Huyện Bắc Mê"),
        (["Bảng tự chấm điểm huyện Kim Bôi (tỉnh Hòa Bình) năm 2024"],
         "Huyện Kim Bôi", "district", "Hòa Bình", ""),
        (["BẢNG CHẤM ĐIỂM CCHC QUẬN 1, TP. HỒ CHÍ MINH NĂM 2024"],
         "Quận 1", "district", "TP. Hồ Chí Minh", ""),
        (["Kết quả CCHC thị xã Sơn Tây - TP. Hà Nội"], "Thị xã Sơn Tây", "district", "Hà Nội", ""),
        (["Phường Bà Rịa, tỉnh Bà Rịa - Vũng Tàu"], "Phường Bà Rịa", "commune", "Bà Rịa - Vũng Tàu", ""),
        (["UBND TỈNH CAO BẰNG", "SỞ NỘI VỤ", "KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC CỦA SỞ TƯ PHÁP NĂM 2024"],
         "Sở Tư pháp", "department", "Cao Bằng", ""),
        (["UBND TỈNH HÒA BÌNH", "SỞ NỘI VỤ", "KẾT QUẢ THẨM ĐỊNH CCHC HUYỆN KIM BÔI NĂM 2024"],
         "Huyện Kim Bôi", "district", "Hòa Bình", ""),
        (["UBND PHƯỜNG HÒA AN", "BỘ CHỈ SỐ CCHC CẤP XÃ, TỈNH MINH HỌA NĂM 2023"],
         "Phường Hòa An", "commune", "Minh Họa", ""),
        (["UBND PHƯỜNG HÒA AN", "BẢNG CHẤM ĐIỂM CÁC XÃ, PHƯỜNG THUỘC THÀNH PHỐ CAO BẰNG"],
         "Phường Hòa An", "commune", "Cao Bằng", "Thành phố Cao Bằng"),
        # a province, a ministry
        (["UBND TỈNH BẮC KẠN", MOTTO, BARE], "Bắc Kạn", "province", "Bắc Kạn", ""),
        (["Bảng tự chấm điểm chỉ số CCHC tỉnh Bắc Kạn năm 2024"], "Bắc Kạn", "province", "Bắc Kạn", ""),
        (["BỘ NỘI VỤ", "Bảng tự chấm điểm tỉnh Bắc Kạn"], "Bắc Kạn", "province", "Bắc Kạn", ""),
        (["BỘ TƯ PHÁP", BARE], "Bộ Tư pháp", "ministry", "", ""),
        # … of which a department, or nobody's body, writes
        (["UBND TỈNH CAO BẰNG", "SỞ NỘI VỤ", "KẾT QUẢ CHỈ SỐ CCHC NĂM 2024 CỦA TỈNH"], "Cao Bằng", "province",
         "Cao Bằng", ""),
        (["SỞ NỘI VỤ", "PAR INDEX năm 2024 của thành phố Cần Thơ"], "Cần Thơ", "province", "Cần Thơ", ""),
        (["UBND TỈNH CAO BẰNG", "VĂN PHÒNG UBND TỈNH", "CHỈ SỐ CCHC CỦA TỈNH CAO BẰNG"], "Cao Bằng", "province",
         "Cao Bằng", ""),
        (["BAN CHỈ ĐẠO CCHC TỈNH CAO BẰNG", "KẾT QUẢ CHỈ SỐ CCHC NĂM 2024"], "Cao Bằng", "province",
         "Cao Bằng", ""),
        (["UBND TỈNH CAO BẰNG", "SỞ TƯ PHÁP", "TỰ CHẤM ĐIỂM CHỈ SỐ CCHC TỈNH CAO BẰNG NĂM 2024"], "Sở Tư pháp",
         "department", "Cao Bằng", ""),
        (["UBND XÃ YÊN PHÚ", "CHẤM ĐIỂM THEO BỘ CHỈ SỐ CCHC CỦA TỈNH CAO BẰNG"], "Xã Yên Phú", "commune",
         "Cao Bằng", ""),
        # what is not the unit
        (["UBND PHƯỜNG HÒA AN", "Đơn vị được giao chủ trì: Sở Nội vụ"],
         "Phường Hòa An", "commune", "", ""),
        ([MOTTO, "Cao Bằng, ngày 5 tháng 1 năm 2025", "UBND PHƯỜNG HÒA AN"],
         "Phường Hòa An", "commune", "Cao Bằng", ""),
        (["UBND PHƯỜNG HÒA AN", "(Kèm theo Quyết định số 12/QĐ-UBND của UBND tỉnh Cao Bằng)"],
         "Phường Hòa An", "commune", "Cao Bằng", ""),
        (["XÃ YÊN PHÚ", "Ban hành kèm theo Kế hoạch số 5 của Chủ tịch UBND tỉnh"],
         "Xã Yên Phú", "commune", "", ""),
        (["UBND PHƯỜNG HÒA AN", "Kính gửi: Sở Nội vụ tỉnh Cao Bằng"],
         "Phường Hòa An", "commune", "Cao Bằng", ""),
        (["UBND PHƯỜNG HÒA AN", "Cơ quan thẩm định: Sở Nội vụ", "Đơn vị tính: Điểm"],
         "Phường Hòa An", "commune", "", ""),
        (["BẢNG CHẤM ĐIỂM PHƯỜNG HÒA AN SO VỚI PHƯỜNG SÔNG HIẾN"], "Phường Hòa An", "commune", "", ""),
        (["UBND PHƯỜNG HÒA AN", "THEO DÕI CHỈ SỐ DTI CỦA PHƯỜNG QUA CÁC NĂM"],
         "Phường Hòa An", "commune", "", ""),
        (["UBND TỈNH CAO BẰNG", "SỞ NỘI VỤ", "PHÂN TÍCH PAR INDEX TỈNH CAO BẰNG NĂM 2024 SO VỚI NĂM 2023"],
         "Cao Bằng", "province", "Cao Bằng", ""),
        (["SỞ NỘI VỤ", "KẾT QUẢ SIPAS TỈNH CAO BẰNG"], "Cao Bằng", "province", "Cao Bằng", ""),
        (["ĐẢNG BỘ TỈNH CAO BẰNG", "BAN CÁN SỰ ĐẢNG UBND TỈNH", "TIÊU CHÍ MẤT ĐIỂM"],
         "Cao Bằng", "province", "Cao Bằng", ""),
        (["CHỈ SỐ CCHC CỦA XÃ YÊN PHÚ QUA TỪNG NĂM"], "Xã Yên Phú", "commune", "", ""),
    ],
)  # fmt: skip
def test_the_unit_and_its_place(lines, name, unit_type, province, body):
    found = whose(lines, 2024)
    assert (found.name, found.unit_type) == (name, unit_type)
    assert (found.province, found.body) == (province, body)
    assert found.rivals == () and 0 <= found.line < len(lines)


@pytest.mark.parametrize(
    ("lines", "body"),
    [(["UBND HUYỆN KIM BÔI - CHỈ SỐ CCHC CÁC PHÒNG CHUYÊN MÔN NĂM 2023"], "Huyện Kim Bôi"),
     (["UBND PHƯỜNG HÒA AN", "CHỈ SỐ CCHC CÁC PHÒNG NĂM 2025"], "Phường Hòa An")],
)  # fmt: skip
def test_titles_about_all_offices_tell_whose_they_are(lines, body):
    found = whose(lines, 2024)
    assert (found.name, found.body) == ("", body)


@pytest.mark.parametrize(
    ("lines", "province"),
    [
        (["KẾT QUẢ CHỈ SỐ CCHC các xã, phường tỉnh Đồng Nai"], "Đồng Nai"),
        (["KẾT QUẢ CCHC CÁC XÃ PHƯỜNG TỈNH ĐỒNG NAI"], "Đồng Nai"),
        (["Kết quả của các sở, ban, ngành tỉnh Hòa Bình"], "Hòa Bình"),
        (["UBND TỈNH HÒA BÌNH", "SỞ NỘI VỤ", "KẾT QUẢ CCHC CỦA CÁC SỞ, BAN, NGÀNH NĂM 2024"], "Hòa Bình"),
        (["UBND TỈNH HÒA BÌNH", "SỞ NỘI VỤ", "KẾT QUẢ CHỈ SỐ CCHC CẤP HUYỆN NĂM 2024"], "Hòa Bình"),
        (["BỘ NỘI VỤ", "PAR INDEX của các tỉnh, thành phố"], ""),
        (["SỞ NỘI VỤ TỈNH CAO BẰNG", "BẢNG THẨM ĐỊNH ĐIỂM CHỈ SỐ CCHC NĂM 2024"], "Cao Bằng"),
        (["UBND TỈNH CAO BẰNG\nSỞ NỘI VỤ", "KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2024"], "Cao Bằng"),
        (["BỘ NỘI VỤ", "BIÊN BẢN THẨM ĐỊNH CHỈ SỐ CCHC"], ""),
        ([BARE, "Đoàn kiểm tra UBND tỉnh Cao Bằng"], "Cao Bằng"),
        (["Tổ thẩm định CCHC của Sở Nội vụ tỉnh Cao Bằng", BARE], "Cao Bằng"),
        (["Hội đồng thẩm định tỉnh Cao Bằng", BARE], "Cao Bằng"),
        ([BARE, MOTTO], ""),
        (["Đơn vị: ………………", BARE], ""),
        (["Đơn vị tính: Điểm", "Đơn vị: %"], ""),
        (["Đơn vị tính: Triệu đồng"], ""),
        (["Phụ lục 1", "Báo cáo định kỳ", "Ban hành văn bản"], ""),
        (["CẢI CÁCH TÀI CHÍNH CÔNG", "PHÒNG, CHỐNG THAM NHŨNG", "XÃ HỘI SỐ"], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_nobody_is_named(lines, province):
    found = whose(lines, 2024)
    assert (found.name, found.unit_type, found.line, found.rivals) == ("", "", -1, ())
    assert found.province == province


@pytest.mark.parametrize(
    ("lines", "rivals"),
    [
        (["UBND PHƯỜNG HÒA AN", "UBND PHƯỜNG SÔNG HIẾN"], ("Phường Hòa An", "Phường Sông Hiến")),
        (["UBND PHƯỜNG HÒA AN", "BẢNG CHẤM ĐIỂM XÃ YÊN PHÚ NĂM 2024"], ("Xã Yên Phú", "Phường Hòa An")),
        (["Kết quả của Sở Nội vụ và Sở Tư pháp năm 2024"], ("Sở Nội vụ", "Sở Tư pháp")),
        (["UBND XÃ YÊN PHÚ", "HỘI NÔNG DÂN", BARE], ("Xã Yên Phú", "HỘI NÔNG DÂN")),
        (["SỞ Y TẾ", MOTTO, "KHOA NỘI TỔNG HỢP", BARE], ("Sở Y tế", "KHOA NỘI TỔNG HỢP")),
        (["UBND XÃ YÊN PHÚ\nVĂN PHÒNG HĐND VÀ UBND", BARE], ("Xã Yên Phú", "Văn phòng HĐND và UBND")),
        (["UBND XÃ YÊN PHÚ", "ĐỘI QUẢN LÝ TRẬT TỰ", BARE], ("Xã Yên Phú", "Đội Quản lý trật tự")),
        (["Đơn vị: Xã Yên Phú", "Đơn vị: Xã Du Già"], ("Xã Yên Phú", "Xã Du Già")),
        (["Tỉnh Bắc Kạn", "Tỉnh Cao Bằng"], ("Bắc Kạn", "Cao Bằng")),
        (["UBND XÃ HÒA AN", "PHÒNG KINH TẾ", BARE], ("Xã Hòa An", "Phòng Kinh tế")),
        (["UBND XÃ YÊN PHÚ", "BÁO CÁO CHỈ SỐ CCHC CỦA TỈNH CAO BẰNG"], ("Xã Yên Phú", "Cao Bằng")),
        (["SỞ NỘI VỤ", "TỰ CHẤM ĐIỂM CHỈ SỐ CCHC CỦA TỈNH CAO BẰNG"], ("Sở Nội vụ", "Cao Bằng")),
        (["SỞ NỘI VỤ", "PAR INDEX CAO BẰNG 2024"], ("Sở Nội vụ", "Cao Bằng")),
        (
            ["UBND TỈNH CAO BẰNG", "SỞ NỘI VỤ", "KẾT QUẢ PAR INDEX CẤP TỈNH NĂM 2024"],
            ("Sở Nội vụ", "Cao Bằng"),
        ),
    ],
)
def test_two_of_one_rank_are_asked(lines, rivals):
    found = whose(lines, 2024)
    assert (found.name, found.rivals) == ("", rivals)


def test_the_line_is_that_of_the_cell():
    assert whose([BARE, "a\nb", f"{MOTTO}\nUBND XÃ YÊN PHÚ"], 2024).line == 2


def test_boundaries_are_those_of_the_year():
    assert whose(["UBND THÀNH PHỐ HUẾ"], 2025) == units.Whose("Huế", "province", "Huế", "", 0)
    assert whose(["UBND THÀNH PHỐ HUẾ"]).unit_type == "province"
    city = whose(["UBND THÀNH PHỐ HUẾ"], 2022)
    assert (city.name, city.unit_type, city.province) == ("Thành phố Huế", "district", "Thừa Thiên Huế")


def test_a_province_in_passing():
    mentions = line_of("xã Thái Bình, huyện Hòa Bình", 2024).mentions
    assert [m.name for m in mentions] == ["Xã Thái Bình", "Huyện Hòa Bình"]
    assert units.province_in(["UBND xã Thái Bình", "phuong_hoa_binh_2024"], 2024) == ""
    assert units.province_in(["UBND xã Thái Bình", "tỉnh Lạng Sơn"], 2024) == "Lạng Sơn"
