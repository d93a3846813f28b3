"""What tests/synthetic_graph.py says of its things: links and figures as sentences. No code."""

from __future__ import annotations

from typing import Final

# predicate, type of subject, type of object, weight, sentence
LINKS: Final = (
    ("partOf", "Park", "Zone", 4, "{s}是{o}的重要组成部分"),
    ("locatedIn", "Enterprise", "Zone", 6, "{s}坐落于{o}"),
    ("locatedIn", "Enterprise", "Park", 6, "{s}入驻{o}"),
    ("locatedIn", "Zone", "Place", 1, "{s}位于{o}"),
    ("locatedIn", "Institution", "Place", 2, "{s}设在{o}"),
    ("locatedIn", "Project", "Park", 2, "{s}选址{o}"),
    ("administers", "GovernmentBody", "Zone", 1, "{s}负责管理{o}"),
    ("subOrganizationOf", "GovernmentBody", "GovernmentBody", 2, "{s}为{o}下属机构"),
    ("subOrganizationOf", "Enterprise", "Enterprise", 3, "{s}是{o}的全资子公司"),
    ("holdsPosition", "Person", "Enterprise", 4, "{o}{role}{s}在会上介绍了情况"),
    ("holdsPosition", "Person", "GovernmentBody", 3, "{o}{role}{s}出席并致辞"),
    ("issued", "GovernmentBody", "Policy", 4, "{s}正式印发{o}"),
    ("issued", "Zone", "Policy", 2, "{s}出台{o}"),
    ("introduced", "Zone", "Enterprise", 7, "{s}{not}引进{o}"),
    ("introduced", "Park", "Enterprise", 4, "{s}{not}引进{o}"),
    ("introduced", "Zone", "Project", 2, "{s}{not}引进{o}"),
    ("builds", "Enterprise", "Project", 4, "{s}{not}投资建设{o}"),
    ("builds", "Zone", "Park", 1, "{s}{not}建设{o}"),
    ("cooperatesWith", "Enterprise", "Institution", 4, "{s}{not}与{o}开展合作"),
    ("cooperatesWith", "Enterprise", "Enterprise", 3, "{s}{not}与{o}开展合作"),
    ("cooperatesWith", "Zone", "Zone", 1, "{s}{not}与{o}共建合作园区"),
    ("hasIndustry", "Enterprise", "Industry", 9, "{s}聚焦{o}领域"),
    ("hasIndustry", "Zone", "Industry", 4, "{s}主攻{o}产业"),
    ("recognizedAs", "Enterprise", "Recognition", 5, "{s}入选{o}"),
    ("recognizedAs", "Park", "Recognition", 1, "{s}获评{o}"),
    ("hosted", "Zone", "Event", 3, "{s}成功举办{o}"),
    ("hosted", "Institution", "Event", 1, "{s}承办{o}"),
)
# The link between the hub and a thing of each type; True where the hub is its subject.
TO_HUB: Final = {
    "Zone": ("cooperatesWith", True, "{s}与{o}共建合作园区"),
    "Park": ("partOf", False, "{s}是{o}的重要组成部分"),
    "Enterprise": ("introduced", True, "{s}引进{o}"),
    "GovernmentBody": ("administers", False, "{s}负责管理{o}"),
    "Institution": ("introduced", True, "{s}引进{o}"),
    "Person": ("holdsPosition", False, "{o}主任{s}出席并致辞"),
    "Policy": ("issued", True, "{s}出台{o}"),
    "Project": ("builds", True, "{s}投资建设{o}"),
    "Industry": ("hasIndustry", True, "{s}主攻{o}产业"),
    "Place": ("locatedIn", True, "{s}位于{o}"),
    "Recognition": ("recognizedAs", True, "{s}获评{o}"),
    "Event": ("hosted", True, "{s}成功举办{o}"),
}
# type of subject, indicator, unit, scope, least and greatest first value
SERIES: Final = (
    ("Zone", "营业收入", "亿元", None, 200, 9000),
    ("Zone", "工业总产值", "亿元", None, 100, 6000),
    ("Zone", "综合评价", "位", "全国", 5, 170),
    ("Zone", "高新技术企业", "家", None, 40, 3000),
    ("Zone", "研发投入强度", "%", None, 2, 9),
    ("Enterprise", "营业收入", "万元", None, 900, 90_000),
    ("Enterprise", "研发投入", "万元", None, 60, 9000),
    ("Enterprise", "发明专利", "件", None, 3, 400),
    ("Park", "入驻企业", "家", None, 20, 900),
)
RANK: Final = "位"
ROLES: Final = ("董事长", "总经理", "副总经理", "主任", "副主任", "党组书记", "局长", "总工程师", "负责人")
LEADS: Final = (
    *("日前，", "记者从相关部门获悉，", "据介绍，", "在新一轮产业布局中，", "随着招商力度不断加大，"),
    *("围绕高质量发展目标，", "近年来，", "会上透露，", "作为年度重点工作之一，", ""),
)
TAILS: Final = (
    *(
        "，为区域经济发展注入新动能",
        "，相关工作正在有序推进",
        "，产业集聚效应进一步显现",
        "，受到业界广泛关注",
    ),
    *("，有力支撑了创新链与产业链融合", "，带动上下游企业加快集聚", "，标志着双方迈出实质性一步", ""),
)
BRANCHES: Final = ("", "检测", "设计", "研发服务", "专用材料", "关键零部件")
PUBLISHERS: Final = ("海州日报", "云州晚报", "高新观察", "产业周刊", None)
TITLES: Final = ("{}：高质量发展再提速", "{}重点项目集中签约", "走进{}", "{}发布最新工作进展", None)
