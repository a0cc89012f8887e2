resource "azurerm_cdn_frontdoor_profile" "shop" {
  name                     = "shop"
  resource_group_name      = "shop"
  sku_name                 = "Premium_AzureFrontDoor"
  response_timeout_seconds = 60
}

resource "azurerm_cdn_frontdoor_endpoint" "shop" {
  name                     = "shop"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.shop.id
}

resource "azurerm_cdn_frontdoor_origin_group" "shop" {
  name                     = "shop"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.shop.id
  session_affinity_enabled = false
}

resource "azurerm_cdn_frontdoor_route" "events" {
  name                          = "events"
  cdn_frontdoor_endpoint_id     = azurerm_cdn_frontdoor_endpoint.shop.id
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.shop.id
  patterns_to_match             = ["/events/*"]
  supported_protocols           = ["Http", "Https"]
}
