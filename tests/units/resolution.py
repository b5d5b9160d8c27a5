"""What Resolution 202/2025/QH15 made of the 63 provinces."""

#: The provinces of today that Resolution 202/2025/QH15 made of several, with those it made them of.
MERGED = {
    "Tuyên Quang": ["Hà Giang", "Tuyên Quang"],
    "Lào Cai": ["Lào Cai", "Yên Bái"],
    "Thái Nguyên": ["Bắc Kạn", "Thái Nguyên"],
    "Phú Thọ": ["Hòa Bình", "Phú Thọ", "Vĩnh Phúc"],
    "Bắc Ninh": ["Bắc Giang", "Bắc Ninh"],
    "Hưng Yên": ["Hưng Yên", "Thái Bình"],
    "Hải Phòng": ["Hải Dương", "Hải Phòng"],
    "Ninh Bình": ["Hà Nam", "Nam Định", "Ninh Bình"],
    "Quảng Trị": ["Quảng Bình", "Quảng Trị"],
    "Đà Nẵng": ["Quảng Nam", "Đà Nẵng"],
    "Quảng Ngãi": ["Kon Tum", "Quảng Ngãi"],
    "Gia Lai": ["Bình Định", "Gia Lai"],
    "Khánh Hòa": ["Khánh Hòa", "Ninh Thuận"],
    "Lâm Đồng": ["Bình Thuận", "Lâm Đồng", "Đắk Nông"],
    "Đắk Lắk": ["Phú Yên", "Đắk Lắk"],
    "TP. Hồ Chí Minh": ["Bà Rịa - Vũng Tàu", "Bình Dương", "TP. Hồ Chí Minh"],
    "Đồng Nai": ["Bình Phước", "Đồng Nai"],
    "Tây Ninh": ["Long An", "Tây Ninh"],
    "Cần Thơ": ["Cần Thơ", "Hậu Giang", "Sóc Trăng"],
    "Vĩnh Long": ["Bến Tre", "Trà Vinh", "Vĩnh Long"],
    "Đồng Tháp": ["Tiền Giang", "Đồng Tháp"],
    "Cà Mau": ["Bạc Liêu", "Cà Mau"],
    "An Giang": ["An Giang", "Kiên Giang"],
}
#: Those that it left as they were, by their names before; of these only Huế is called otherwise now.
STAYED = ["Cao Bằng", "Điện Biên", "Hà Nội", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh",
          "Sơn La", "Thanh Hóa", "Thừa Thiên Huế"]  # fmt: skip

#: The province of today of each of the 63, by name.
WENT = {before: now for now, parts in MERGED.items() for before in parts}
WENT |= {name: "Huế" if name == "Thừa Thiên Huế" else name for name in STAYED}


def parts_of(province: str) -> list[str]:
    """Return the names of the provinces that became one of today's."""
    return [before for before, now in WENT.items() if now == province]
